package org.heapsnapshot.examples.freight;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A nondeterministic automaton built from expressions by Thompson's construction: every state has
 * edges on one set of characters to one state, or empty edges.
 */
final class Expression {
  /** Characters on the edge out of a state, or null where it has empty edges only. */
  final List<BitSet> on = new ArrayList<>();

  /** State after the edge, or -1. */
  final List<Integer> target = new ArrayList<>();

  /** Empty edges out of a state. */
  final List<List<Integer>> empty = new ArrayList<>();

  private String text;
  private int at;

  /** Part of the automaton with one way in and one way out. */
  private record Part(int start, int end) {}

  int state() {
    on.add(null);
    target.add(-1);
    empty.add(new ArrayList<>());
    return on.size() - 1;
  }

  /** Adds an expression that starts at a state, and returns the state at its end. */
  int add(int start, String expression) {
    text = expression;
    at = 0;
    Part part = alternatives();
    empty.get(start).add(part.start());
    return part.end();
  }

  private Part alternatives() {
    Part part = sequence();
    while (at < text.length() && text.charAt(at) == '|') {
      at++;
      Part other = sequence();
      int start = state();
      int end = state();
      empty.get(start).add(part.start());
      empty.get(start).add(other.start());
      empty.get(part.end()).add(end);
      empty.get(other.end()).add(end);
      part = new Part(start, end);
    }
    return part;
  }

  private Part sequence() {
    int start = state();
    Part part = new Part(start, start);
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      Part next = repeated();
      empty.get(part.end()).add(next.start());
      part = new Part(start, next.end());
    }
    return part;
  }

  private Part repeated() {
    Part part = single();
    if (at == text.length() || "?*+".indexOf(text.charAt(at)) < 0) {
      return part;
    }
    char operator = text.charAt(at++);
    int start = state();
    int end = state();
    empty.get(start).add(part.start());
    empty.get(part.end()).add(end);
    if (operator != '+') {
      empty.get(start).add(end);
    }
    if (operator != '?') {
      empty.get(part.end()).add(part.start());
    }
    return new Part(start, end);
  }

  private Part single() {
    if (text.charAt(at) == '(') {
      at++;
      Part part = alternatives();
      at++; // the closing parenthesis
      return part;
    }
    int start = state();
    int end = state();
    on.set(start, characters());
    target.set(start, end);
    return new Part(start, end);
  }

  private BitSet characters() {
    BitSet characters = new BitSet(128);
    char first = text.charAt(at++);
    if (first == '\\') {
      characters.set(text.charAt(at++));
    } else if (first != '[') {
      characters.set(first);
    } else {
      while (text.charAt(at) != ']') {
        char low = text.charAt(at++);
        boolean range = text.charAt(at) == '-' && text.charAt(at + 1) != ']';
        char high = range ? text.charAt(at + 1) : low;
        at += range ? 2 : 0;
        characters.set(low, high + 1);
      }
      at++;
    }
    return characters;
  }
}
