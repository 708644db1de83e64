/** A program that obtains loggers in every place; it is observed, not run by the tests. */
package org.heapsnapshot.corpus.talkative;
