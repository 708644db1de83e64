package org.heapsnapshot.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a user asks {@code build} (or {@code train}) to do; paths need not be absolute.
 *
 * @param jar the program as one file or directory ({@code --jar}), or null
 * @param classPath the program as a class path ({@code --class-path}), or empty
 * @param mainClass {@code --main}, or null to take it from the manifest
 * @param profile {@code --profile}, or null
 * @param train {@code --train}: the arguments of each training run as one string a run
 * @param trainUntil {@code --train-until}: a regular expression; a training run is ended once a
 *     line of its output matches, or null
 * @param trainTimeout {@code --train-timeout}
 * @param preload {@code --preload}, each {@code Class::method}
 * @param runTime {@code --initialize-at-run-time}: class names, packages or globs
 * @param buildTime {@code --initialize-at-build-time}: likewise
 * @param facts {@code --train-env}, {@code --guard}, {@code --allow-captured}
 * @param javaHome {@code --java-home} of the target JDK, or null for the one this tool runs on
 * @param jvmArgs {@code --jvm-arg}: further options of every child JVM and of the {@code .args}
 *     file
 * @param extensions {@code --extension}: jars of extensions
 * @param serializers {@code --serializer}: binary names of types to those of serializers
 * @param archive {@code --archive}: whether to make a CDS archive or AOT cache
 * @param keepClassPath {@code --keep-class-path}
 * @param output {@code -o}
 */
public record BuildRequest(
    Path jar,
    List<Path> classPath,
    String mainClass,
    Path profile,
    List<String> train,
    String trainUntil,
    Duration trainTimeout,
    List<String> preload,
    List<String> runTime,
    List<String> buildTime,
    FactOptions facts,
    Path javaHome,
    List<String> jvmArgs,
    List<Path> extensions,
    Map<String, String> serializers,
    boolean archive,
    boolean keepClassPath,
    Path output) {}
