/**
 * Images that no writer of ours has made: heaps put together by hand, and valid images damaged in
 * every way that a start must survive.
 *
 * <p>Written from docs/IMAGE-FORMAT.md alone; imports the JDK only.
 */
package org.heapsnapshot.testkit.image;
