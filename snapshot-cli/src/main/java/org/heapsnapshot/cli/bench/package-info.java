/** What {@code bench} prints and writes: a table, CSV and a chart. */
package org.heapsnapshot.cli.bench;
