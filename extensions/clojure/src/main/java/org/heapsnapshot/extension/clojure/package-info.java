/**
 * The extension for Clojure 1.9 and later: maps arranged by hash codes that differ from process to
 * process (keys that are classes, vars, functions), the method caches of protocols, and cached hash
 * codes. Uses {@code org.heapsnapshot.runtime.extension} and the program's own Clojure.
 */
package org.heapsnapshot.extension.clojure;
