/**
 * The command line. In: arguments. Out: text, files, and an exit code. It turns options into
 * requests to the facade of {@code org.heapsnapshot.core} and its answers into text, and decides
 * nothing else.
 */
package org.heapsnapshot.cli;
