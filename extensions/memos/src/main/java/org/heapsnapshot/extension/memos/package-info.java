/**
 * Memos of libraries: static fields that only save time. Each was found in the class files of its
 * library, at the version named beside it, to keep the promises of {@link
 * org.heapsnapshot.runtime.extension.Memos}. Depends on no library.
 */
package org.heapsnapshot.extension.memos;
