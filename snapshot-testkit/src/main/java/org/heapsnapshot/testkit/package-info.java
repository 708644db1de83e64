/**
 * What the tests of every module share: JDKs to run on, child processes, and the fixture program as
 * a jar. Sub-packages hold the fixture programs, a parser of images written from
 * docs/IMAGE-FORMAT.md alone, ways to damage an image, and generated object graphs.
 *
 * <p>Depends on the JDK only, so that nothing in it can share a mistake with what it tests.
 */
package org.heapsnapshot.testkit;
