/**
 * Small programs, one for each way in which a program meets its surroundings: exit codes,
 * arguments, streams, working directory, exceptions that leave {@code main}, and not ending.
 */
package org.heapsnapshot.testkit.programs;
