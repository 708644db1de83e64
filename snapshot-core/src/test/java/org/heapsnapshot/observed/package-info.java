/**
 * A program for the agent: each class is initialized in a child JVM, and its verdict is asserted.
 * Outside the packages of the tool, whose own frames are left out when effects are attributed.
 */
package org.heapsnapshot.observed;
