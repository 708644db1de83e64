/**
 * Random object graphs and their comparison.
 *
 * <p>{@link org.heapsnapshot.testkit.graph.GraphGenerator} makes the same graph from the same seed,
 * {@link org.heapsnapshot.testkit.graph.GraphComparison} tells whether two graphs are isomorphic:
 * the same shape with the same objects shared, {@link org.heapsnapshot.testkit.graph.TableExercise}
 * whether every hashed collection of a graph still works. So a restored graph can be compared with
 * one made anew from its seed.
 *
 * <p>Imports the JDK only, keeps no static state, and uses no {@code java.util.Random}: a program
 * whose initializers make graphs with it can be captured.
 */
package org.heapsnapshot.testkit.graph;
