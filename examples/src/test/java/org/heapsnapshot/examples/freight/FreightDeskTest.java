package org.heapsnapshot.examples.freight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreightDeskTest {

  @Test
  void shouldReadTheLongestTokenAndPreferKeywords() {
    List<Lexer.Token> tokens = Lexer.tokens("ship 12.50 tonnes \"a b\" from DEHAM 2026-03-14");

    assertEquals(
        List.of(
            TokenKind.SHIP,
            TokenKind.NUMBER,
            TokenKind.WORD,
            TokenKind.QUOTED,
            TokenKind.FROM,
            TokenKind.CODE,
            TokenKind.DATE),
        tokens.stream().map(Lexer.Token::kind).toList());
    assertEquals("12.50", tokens.get(1).text());
  }

  @Test
  void throwsWithTheColumnOfAnUnexpectedCharacter() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Lexer.tokens("ship #"));

    assertEquals("column 6: unexpected #", e.getMessage());
  }

  @Test
  void shouldConvertThroughChainsOfDefinitions() {
    assertEquals(50.802345, Measures.kilograms(1, "cwt"), 1e-6);
    assertEquals(0.001, Measures.kilograms(1, "g"), 1e-12);
  }

  @Test
  void shouldFindKeywordsInsideWords() {
    assertEquals(GoodsClass.DANGEROUS, Goods.classOf("spare car batteries, batterys"));
    assertEquals(GoodsClass.FOOD, Goods.classOf("Coffees"));
    assertEquals(GoodsClass.GENERAL, Goods.classOf("umbrellas"));
  }

  @Test
  void shouldSkipHolidaysAndWeekends() {
    assertEquals(LocalDate.of(2026, 4, 5), Workdays.easter(2026));
    LocalDate afterEaster = Workdays.onOrAfter(LocalDate.of(2026, 4, 3), "DE");
    assertEquals(LocalDate.of(2026, 4, 7), afterEaster);
  }

  @Test
  void shouldNotBeLongerThanTheDirectLegAnywhere() {
    Network air = Network.of(Mode.AIR);
    int hamburg = Places.number("hamburg");
    int singapore = Places.number("SGSIN");

    assertTrue(air.kilometres(hamburg, singapore) <= 1.04 * 10_200);
    assertEquals("Singapore", air.way(hamburg, singapore).get(1).name());
  }

  @Test
  void shouldRefuseDangerousGoodsByAir() {
    Request request = Request.parse("ship 1 kg \"acid\" from Berlin to Tokyo by air");

    assertEquals("No quote: DANGEROUS goods do not go that way.", FreightDesk.answer(request));
  }

  @Test
  void throwsForAnUnknownPlace() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Request.parse("ship 1 kg \"tea\" from Atlantis to Rome"));

    assertEquals("unknown place: Atlantis", e.getMessage());
  }
}
