/**
 * A program that keeps collections of all libraries for which there are extensions, with keys whose
 * hash codes differ from process to process. It knows nothing of images.
 */
package org.heapsnapshot.extension.program;
