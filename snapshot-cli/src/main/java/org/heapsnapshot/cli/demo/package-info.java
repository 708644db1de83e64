/** The demonstration: a bundled program, its image, and the comparison of their starts. */
package org.heapsnapshot.cli.demo;
