package org.heapsnapshot.core.classpath;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The product of the first stage: where the program's classes are.
 *
 * <p>Whatever the user names (a jar, a class path, an exploded directory, a {@code .zip}, {@code
 * .tar} or {@code .tgz} distribution with {@code lib/}, a Spring Boot jar) is brought to an ordered
 * list of jars and directories that a plain {@code java -cp} can start; archives are unpacked below
 * {@code workDirectory}.
 *
 * @param entries jars and directories in class path order, absolute and existing
 * @param mainClass binary name of the main class
 * @param manifestAttributes main attributes of the program's own manifest that matter at start
 *     ({@code Add-Exports}, {@code Add-Opens}, {@code Enable-Native-Access}, {@code
 *     Launcher-Agent-Class}, ...) and every other one, in order; empty when there is none
 * @param springBoot whether the input was a Spring Boot jar (its launcher is left out)
 */
public record ClassPath(
    List<Path> entries,
    String mainClass,
    Map<String, String> manifestAttributes,
    boolean springBoot) {}
