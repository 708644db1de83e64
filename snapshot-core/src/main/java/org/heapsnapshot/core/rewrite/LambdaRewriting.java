package org.heapsnapshot.core.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites the lambda call sites of a whole class path: the step before observation.
 *
 * @param classFiles internal name to class file: every class that was given, rewritten or not, in
 *     the order given, each host followed by the classes generated for it
 * @param hosts internal name of each host that was rewritten to the names of its generated classes
 * @param kept internal name of the host to its sites that are as they were
 * @param unreadable internal name to what is wrong, of the class files that were left alone
 */
public record LambdaRewriting(
    Map<String, byte[]> classFiles,
    Map<String, List<String>> hosts,
    Map<String, List<LambdaRewriter.Kept>> kept,
    Map<String, String> unreadable) {

  /**
   * Rewrites all classes.
   *
   * @param classFiles internal name to class file
   * @param others answers for all classes that are not among them, such as those of the target JDK
   */
  public static LambdaRewriting of(Map<String, byte[]> classFiles, ClassHierarchy others) {
    ClassHierarchy given = new ClassFileHierarchy(classFiles::get);
    ClassHierarchy all = name -> given.find(name).or(() -> others.find(name));
    LambdaRewriter rewriter = new LambdaRewriter(all);
    Map<String, byte[]> written = new LinkedHashMap<>();
    Map<String, List<String>> hosts = new LinkedHashMap<>();
    Map<String, List<LambdaRewriter.Kept>> kept = new LinkedHashMap<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    classFiles.forEach(
        (name, classFile) -> {
          try {
            LambdaRewriter.Result result = rewriter.rewrite(classFile);
            written.put(name, result.classFile());
            written.putAll(result.generated());
            if (result.rewritten()) {
              hosts.put(name, new ArrayList<>(result.generated().keySet()));
            }
            if (!result.kept().isEmpty()) {
              kept.put(name, result.kept());
            }
          } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            written.put(name, classFile);
            unreadable.put(name, String.valueOf(e.getMessage()));
          }
        });
    return new LambdaRewriting(
        Collections.unmodifiableMap(written),
        Collections.unmodifiableMap(hosts),
        Collections.unmodifiableMap(kept),
        Collections.unmodifiableMap(unreadable));
  }
}
