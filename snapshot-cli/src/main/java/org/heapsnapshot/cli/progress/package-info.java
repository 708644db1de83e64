/** How far a long job is: a bar on a terminal, plain lines elsewhere. */
package org.heapsnapshot.cli.progress;
