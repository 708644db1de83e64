/**
 * A program of hostile initializers: each keeps or does something that no image may hold or skip.
 * {@link org.heapsnapshot.testkit.hostile.Main} prints a line for each which shows a wrong
 * restoration; {@link org.heapsnapshot.testkit.hostile.Hostile} says what a build must find.
 */
package org.heapsnapshot.testkit.hostile;
