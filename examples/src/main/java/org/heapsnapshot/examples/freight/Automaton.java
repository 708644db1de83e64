package org.heapsnapshot.examples.freight;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A deterministic automaton over ASCII that tells which kind of token a text is. */
final class Automaton {
  /** The state before the first character. */
  static final int START = 0;

  private static final int ALPHABET = 128;

  private final short[][] next;
  private final TokenKind[] accepts;

  private Automaton(short[][] next, TokenKind[] accepts) {
    this.next = next;
    this.accepts = accepts;
  }

  /** The state after a character, or -1 when no token goes on with it. */
  int next(int state, char c) {
    return c < ALPHABET ? next[state][c] : -1;
  }

  /** The kind of the text up to here, or null when it is none. */
  TokenKind accepts(int state) {
    return accepts[state];
  }

  /** Compiles the expressions of all kinds into one automaton with as few states as possible. */
  static Automaton compile(TokenKind[] kinds) {
    Expression expression = new Expression();
    int start = expression.state();
    Map<Integer, TokenKind> ends = new HashMap<>();
    for (TokenKind kind : kinds) {
      ends.put(expression.add(start, kind.expression), kind);
    }
    return minimized(determined(expression, start, ends));
  }

  /** The subset construction: a state of the result is a set of states of the expression. */
  private static Automaton determined(
      Expression expression, int start, Map<Integer, TokenKind> ends) {
    Map<BitSet, Integer> numbers = new HashMap<>();
    List<BitSet> sets = new ArrayList<>();
    List<short[]> rows = new ArrayList<>();
    BitSet first = new BitSet();
    first.set(start);
    sets.add(closed(expression, first));
    numbers.put(sets.get(0), 0);
    for (int i = 0; i < sets.size(); i++) {
      short[] row = new short[ALPHABET];
      for (int c = 0; c < ALPHABET; c++) {
        BitSet reached = closed(expression, moved(expression, sets.get(i), c));
        if (reached.isEmpty()) {
          row[c] = -1;
          continue;
        }
        Integer number = numbers.get(reached);
        if (number == null) {
          number = sets.size();
          numbers.put(reached, number);
          sets.add(reached);
        }
        row[c] = number.shortValue();
      }
      rows.add(row);
    }
    TokenKind[] accepts = new TokenKind[sets.size()];
    for (int i = 0; i < accepts.length; i++) {
      accepts[i] = firstKind(sets.get(i), ends);
    }
    return new Automaton(rows.toArray(new short[0][]), accepts);
  }

  private static TokenKind firstKind(BitSet set, Map<Integer, TokenKind> ends) {
    TokenKind best = null;
    for (int s = set.nextSetBit(0); s >= 0; s = set.nextSetBit(s + 1)) {
      TokenKind kind = ends.get(s);
      if (kind != null && (best == null || kind.compareTo(best) < 0)) {
        best = kind;
      }
    }
    return best;
  }

  private static BitSet moved(Expression expression, BitSet set, int c) {
    BitSet reached = new BitSet();
    for (int s = set.nextSetBit(0); s >= 0; s = set.nextSetBit(s + 1)) {
      BitSet characters = expression.on.get(s);
      if (characters != null && characters.get(c)) {
        reached.set(expression.target.get(s));
      }
    }
    return reached;
  }

  private static BitSet closed(Expression expression, BitSet set) {
    Deque<Integer> open = new ArrayDeque<>();
    for (int s = set.nextSetBit(0); s >= 0; s = set.nextSetBit(s + 1)) {
      open.push(s);
    }
    while (!open.isEmpty()) {
      for (int s : expression.empty.get(open.pop())) {
        if (!set.get(s)) {
          set.set(s);
          open.push(s);
        }
      }
    }
    return set;
  }

  /** Moore's minimization: states are told apart by what they accept, then by where they lead. */
  private static Automaton minimized(Automaton automaton) {
    int states = automaton.next.length;
    int[] block = new int[states];
    for (int s = 0; s < states; s++) {
      block[s] = automaton.accepts[s] == null ? 0 : automaton.accepts[s].ordinal() + 1;
    }
    int blocks = -1;
    while (true) {
      Map<String, Integer> signatures = new HashMap<>();
      int[] refined = new int[states];
      for (int s = 0; s < states; s++) {
        String signature = signature(block, s, automaton.next[s]);
        Integer number = signatures.get(signature);
        if (number == null) {
          number = signatures.size();
          signatures.put(signature, number);
        }
        refined[s] = number;
      }
      block = refined;
      if (signatures.size() == blocks) {
        return merged(automaton, block, blocks);
      }
      blocks = signatures.size();
    }
  }

  private static String signature(int[] block, int state, short[] row) {
    char[] signature = new char[ALPHABET + 1];
    signature[ALPHABET] = (char) block[state];
    for (int c = 0; c < ALPHABET; c++) {
      signature[c] = row[c] < 0 ? Character.MAX_VALUE : (char) block[row[c]];
    }
    return new String(signature);
  }

  private static Automaton merged(Automaton automaton, int[] block, int blocks) {
    short[][] next = new short[blocks][];
    TokenKind[] accepts = new TokenKind[blocks];
    for (int s = 0; s < block.length; s++) {
      short[] row = Arrays.copyOf(automaton.next[s], ALPHABET);
      for (int c = 0; c < ALPHABET; c++) {
        row[c] = row[c] < 0 ? -1 : (short) block[row[c]];
      }
      next[block[s]] = row;
      accepts[block[s]] = automaton.accepts[s];
    }
    return new Automaton(next, accepts);
  }
}
