/** What {@code bench} prints and writes: a table, JSON, CSV and a chart. */
package org.heapsnapshot.cli.bench;
