/** Products of the core as text and HTML. Nothing here reads or writes a file. */
package org.heapsnapshot.cli.text;
