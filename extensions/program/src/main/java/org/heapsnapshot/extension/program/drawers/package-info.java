/** A program with fields that are filled when they are read. */
package org.heapsnapshot.extension.program.drawers;
