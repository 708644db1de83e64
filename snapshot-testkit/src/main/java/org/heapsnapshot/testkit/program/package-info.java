/**
 * The fixture program: one class for every kind of static state, each checked by look-up, identity,
 * mutation and iteration.
 *
 * <p>{@link org.heapsnapshot.testkit.program.Main} runs all of it, {@link
 * org.heapsnapshot.testkit.program.Brief} all but the list of a million nodes. Every class holds
 * the state it is named after in static fields built by its initializer and has a {@code check}
 * method that is run once, in {@code main}. The program prints {@code ok GROUP: CHECK} or {@code
 * WRONG GROUP: CHECK} and nothing that depends on the machine, so that its output with an image
 * must equal its output without. Whether an initializer ran is not recorded in the program: a
 * record of it would be state that its own initializers write.
 *
 * <p>Imports the JDK only: the program is packaged as a jar of its own.
 */
package org.heapsnapshot.testkit.program;
