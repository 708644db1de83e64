/** Benchmarks of the parts a start is made of; README.md of this module says how to run them. */
package org.heapsnapshot.jmh;
