package org.heapsnapshot.core.encode;

import java.util.Arrays;
import java.util.List;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedField;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.CapturedStatics;

/**
 * What restoring leads to: objects (nodes 1 to {@code size()} of the {@link ObjectGraph}) and,
 * after them, the restored classes (one node for each row of STATICS).
 *
 * <pre>
 *   object  what it refers to, and the classes that its allocation initializes
 *   class   what its statics refer to, and the classes that its initialization initializes
 * </pre>
 *
 * <p>So class A needs class B when B is reached from A. Classes that are not restored do not occur:
 * no restored class leads to one, or it would not be {@code BUILD_TIME}.
 */
final class InitializationGraph implements Components.Graph {
  private static final int[] NONE = {};

  private final ObjectGraph graph;
  private final int firstRow;

  /** Row nodes that the initialization of a captured class reaches, its own included. */
  private final int[][] rowsOfClass;

  private final int[][] rowEdges;

  /** Row nodes of the classes that a late class initializes at its natural time. */
  private final int[][] stepEdges;

  InitializationGraph(ObjectGraph graph) {
    this.graph = graph;
    CapturedHeap heap = graph.heap();
    firstRow = graph.size() + 1;
    int[] rowOf = new int[heap.classes().size()];
    for (int row = 0; row < heap.statics().size(); row++) {
      rowOf[heap.statics().get(row).classIndex()] = firstRow + row;
    }
    rowsOfClass = new int[rowOf.length][];
    for (int type = 0; type < rowOf.length; type++) {
      IntSequence rows = new IntSequence();
      addRow(rowOf[type], rows);
      for (int other : heap.classes().get(type).initializes()) {
        addRow(rowOf[other], rows);
      }
      rowsOfClass[type] = rows.size() == 0 ? NONE : rows.toArray();
    }
    rowEdges = new int[heap.statics().size()][];
    for (int row = 0; row < rowEdges.length; row++) {
      rowEdges[row] = edges(heap.classes(), heap.statics().get(row));
    }
    stepEdges = new int[rowEdges.length][];
    Arrays.fill(stepEdges, NONE);
    for (CapturedLate late : heap.late()) {
      stepEdges[rowOf[late.classIndex()] - firstRow] = steps(late, rowOf);
    }
  }

  private static int[] steps(CapturedLate late, int[] rowOf) {
    IntSequence edges = new IntSequence();
    for (CapturedLate.Step step : late.steps()) {
      if (step instanceof CapturedLate.Initialize initialize) {
        addRow(rowOf[initialize.classIndex()], edges);
      } else if (step instanceof CapturedLate.Copy copy) {
        addRow(rowOf[copy.classIndex()], edges);
      }
    }
    return edges.toArray();
  }

  /**
   * The same with what the initializers of late classes do at their natural time, which is no part
   * of restoring them but may wait for another thread as that does.
   */
  Components.Graph withSteps() {
    return new Components.Graph() {
      @Override
      public int edgeCount(int node) {
        int own = InitializationGraph.this.edgeCount(node);
        return node < firstRow ? own : own + stepEdges[node - firstRow].length;
      }

      @Override
      public int edge(int node, int k) {
        int own = InitializationGraph.this.edgeCount(node);
        return k < own
            ? InitializationGraph.this.edge(node, k)
            : stepEdges[node - firstRow][k - own];
      }
    };
  }

  private static void addRow(int row, IntSequence rows) {
    if (row != 0) {
      rows.add(row);
    }
  }

  private int[] edges(List<CapturedClass> classes, CapturedStatics row) {
    IntSequence edges = new IntSequence();
    List<CapturedField> fields = classes.get(row.classIndex()).fields();
    for (int i = 0; i < row.fields().length; i++) {
      CapturedField field = fields.get(row.fields()[i]);
      if (field.isReference() && field.treatment() == CapturedField.Treatment.COPIED) {
        edges.add((int) row.values()[i]);
      } else if (row.identities()[i] != 0) {
        edges.add(row.identities()[i]);
      }
    }
    edges.addAll(row.handed());
    return edges.addAll(rowsOfClass[row.classIndex()]).toArray();
  }

  /** The greatest node. */
  int nodes() {
    return graph.size() + rowEdges.length;
  }

  /** The node of the first row of STATICS; the others follow. */
  int firstRow() {
    return firstRow;
  }

  int rowCount() {
    return rowEdges.length;
  }

  int[] rowNodes() {
    int[] nodes = new int[rowEdges.length];
    Arrays.setAll(nodes, row -> firstRow + row);
    return nodes;
  }

  @Override
  public int edgeCount(int node) {
    if (node >= firstRow) {
      return rowEdges[node - firstRow].length;
    }
    return graph.edgeCount(node) + rows(node).length;
  }

  @Override
  public int edge(int node, int k) {
    if (node >= firstRow) {
      return rowEdges[node - firstRow][k];
    }
    int references = graph.edgeCount(node);
    return k < references ? graph.edge(node, k) : rows(node)[k - references];
  }

  private int[] rows(int object) {
    return graph.object(object) instanceof CapturedObject.Instance instance
        ? rowsOfClass[instance.classIndex()]
        : NONE;
  }
}
