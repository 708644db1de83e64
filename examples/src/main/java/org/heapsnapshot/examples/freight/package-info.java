/** The example of {@code ./snapshot demo}: a freight desk that computes its tables at start. */
package org.heapsnapshot.examples.freight;
