/**
 * Real programs from Maven Central, unmodified, with an image and without: same output, same exit
 * code, same files.
 *
 * <p>{@code Program} describes one (a text file beside this class), {@code Start} is one way to
 * start it, {@code Observed} what a start did, {@code CorpusRun} builds the image with the command
 * line tool and makes all starts on one JDK, {@code Corpus} is the command. {@code Measurement}
 * measures instead: {@code BenchRun} one program, {@code Performance} the tables, {@code Targets}
 * what is to be reached. Imports {@code core.jvm} and the figures that the tool writes: everything
 * else goes through the tool as a user would use it.
 */
package org.heapsnapshot.corpus;
