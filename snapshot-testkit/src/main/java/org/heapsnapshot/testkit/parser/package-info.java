/**
 * A second reader of images, written from docs/IMAGE-FORMAT.md alone: clear rather than fast, it
 * checks every rule of that page and gives a model in which each object can be looked at.
 *
 * <p>{@link org.heapsnapshot.testkit.parser.ReferenceParser} is the entrance. {@link
 * org.heapsnapshot.testkit.parser.ImageFile} is the ZIP around the heap, {@link
 * org.heapsnapshot.testkit.parser.Heap} the sections, one record each, in the order of the page;
 * {@link org.heapsnapshot.testkit.parser.HeapRules} checks what one section says about another.
 *
 * <p>It imports the JDK only. It must never import a constant of the reader or the writer that it
 * checks.
 */
package org.heapsnapshot.testkit.parser;
