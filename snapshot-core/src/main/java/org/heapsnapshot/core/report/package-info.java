/**
 * What an image tells people about itself. In: the products of every stage. Out: {@link
 * org.heapsnapshot.core.report.ImageReport} and its JSON, one entry of the image. May import
 * upstream products only; no stage imports this package.
 */
package org.heapsnapshot.core.report;
