/** A program whose main method, not its initializers, builds what a start needs: for --preload. */
package org.heapsnapshot.examples.spelling;
