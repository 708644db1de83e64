/**
 * Knows of Jackson 2, and of copies of it in other packages, that its factories draw a seed for
 * their tables of names.
 */
package org.heapsnapshot.extension.jackson;
