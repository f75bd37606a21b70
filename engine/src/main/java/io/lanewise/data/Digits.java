package io.lanewise.data;

/// The ten digits as people write them, each in one to three ways.
final class Digits {
  private static final Glyph[][] WAYS = {
    zero(), one(), two(), three(), four(), five(), six(), seven(), eight(), nine()
  };

  private Digits() {}

  /// The ways of writing a digit.
  static Glyph[] of(int digit) {
    return WAYS[digit];
  }

  private static Glyph[] zero() {
    Glyph round =
        Glyph.pen()
            .from(.54, .07)
            .curve(.28, .04, .19, .28, .19, .5)
            .curve(.19, .74, .31, .93, .5, .93)
            .curve(.7, .93, .81, .74, .81, .5)
            .curve(.81, .26, .7, .07, .46, .08)
            .lift();
    Glyph looped =
        Glyph.pen()
            .from(.68, .16)
            .curve(.4, -.02, .2, .26, .2, .52)
            .curve(.2, .76, .3, .94, .5, .93)
            .curve(.72, .92, .82, .7, .8, .46)
            .curve(.78, .22, .66, .06, .42, .12)
            .lift();
    return new Glyph[] {round, looped};
  }

  private static Glyph[] one() {
    Glyph bar = Glyph.pen().from(.5, .06).line(.5, .94).lift();
    Glyph flagged = Glyph.pen().from(.32, .28).line(.54, .07).line(.54, .94).lift();
    Glyph footed =
        Glyph.pen()
            .from(.34, .26)
            .line(.52, .07)
            .line(.52, .92)
            .from(.3, .92)
            .line(.74, .92)
            .lift();
    return new Glyph[] {bar, flagged, footed};
  }

  private static Glyph[] two() {
    Glyph angular =
        Glyph.pen()
            .from(.22, .28)
            .curve(.26, .02, .77, .0, .76, .32)
            .curve(.75, .54, .36, .7, .2, .92)
            .line(.82, .92)
            .lift();
    Glyph looped =
        Glyph.pen()
            .from(.24, .22)
            .curve(.34, .0, .76, .02, .75, .3)
            .curve(.74, .56, .48, .78, .3, .9)
            .curve(.12, 1.0, .14, .7, .34, .78)
            .curve(.5, .86, .62, 1.0, .84, .84)
            .lift();
    return new Glyph[] {angular, looped};
  }

  private static Glyph[] three() {
    Glyph round =
        Glyph.pen()
            .from(.24, .2)
            .curve(.34, .0, .76, .04, .73, .28)
            .curve(.71, .43, .56, .48, .42, .48)
            .curve(.6, .48, .8, .54, .78, .72)
            .curve(.75, .98, .34, 1.0, .2, .8)
            .lift();
    Glyph flat =
        Glyph.pen()
            .from(.24, .1)
            .line(.75, .1)
            .line(.46, .42)
            .curve(.68, .4, .82, .54, .78, .73)
            .curve(.73, .98, .36, .99, .2, .82)
            .lift();
    return new Glyph[] {round, flat};
  }

  private static Glyph[] four() {
    Glyph open =
        Glyph.pen()
            .from(.3, .08)
            .line(.22, .56)
            .line(.82, .56)
            .from(.66, .26)
            .line(.62, .94)
            .lift();
    Glyph closed = Glyph.pen().from(.64, .94).line(.64, .07).line(.18, .64).line(.84, .64).lift();
    return new Glyph[] {open, closed};
  }

  private static Glyph[] five() {
    Glyph one =
        Glyph.pen()
            .from(.76, .09)
            .line(.32, .09)
            .line(.28, .46)
            .curve(.44, .34, .8, .4, .78, .68)
            .curve(.76, .98, .36, .99, .2, .83)
            .lift();
    Glyph capped =
        Glyph.pen()
            .from(.34, .1)
            .line(.27, .44)
            .curve(.48, .36, .76, .44, .75, .68)
            .curve(.74, .96, .36, 1.0, .2, .86)
            .from(.34, .11)
            .line(.8, .07)
            .lift();
    return new Glyph[] {one, capped};
  }

  private static Glyph[] six() {
    Glyph curled =
        Glyph.pen()
            .from(.68, .08)
            .curve(.42, .14, .22, .42, .23, .7)
            .curve(.24, .98, .74, 1.0, .76, .72)
            .curve(.77, .46, .38, .42, .24, .68)
            .lift();
    Glyph upright =
        Glyph.pen()
            .from(.4, .06)
            .curve(.26, .3, .2, .56, .24, .74)
            .curve(.3, 1.0, .74, .98, .76, .74)
            .curve(.78, .5, .4, .48, .26, .76)
            .lift();
    return new Glyph[] {curled, upright};
  }

  private static Glyph[] seven() {
    Glyph plain = Glyph.pen().from(.2, .1).line(.8, .1).line(.42, .94).lift();
    Glyph crossed =
        Glyph.pen()
            .from(.2, .12)
            .line(.8, .1)
            .curve(.62, .36, .48, .62, .44, .94)
            .from(.34, .52)
            .line(.76, .5)
            .lift();
    return new Glyph[] {plain, crossed};
  }

  private static Glyph[] eight() {
    Glyph crossing =
        Glyph.pen()
            .from(.72, .18)
            .curve(.6, .0, .26, .04, .29, .27)
            .curve(.32, .48, .76, .5, .75, .74)
            .curve(.72, 1.0, .26, 1.0, .26, .75)
            .curve(.27, .5, .72, .46, .73, .2)
            .lift();
    Glyph stacked =
        Glyph.pen()
            .from(.5, .46)
            .curve(.2, .42, .2, .07, .5, .07)
            .curve(.8, .07, .8, .42, .5, .46)
            .curve(.12, .52, .14, .94, .5, .94)
            .curve(.86, .94, .88, .52, .5, .46)
            .lift();
    return new Glyph[] {crossing, stacked};
  }

  private static Glyph[] nine() {
    Glyph straight =
        Glyph.pen()
            .from(.73, .3)
            .curve(.7, .02, .24, .02, .25, .31)
            .curve(.27, .58, .68, .56, .73, .28)
            .line(.64, .94)
            .lift();
    Glyph hooked =
        Glyph.pen()
            .from(.72, .28)
            .curve(.68, .0, .24, .04, .26, .32)
            .curve(.28, .58, .7, .56, .73, .26)
            .curve(.8, .62, .76, .98, .3, .9)
            .lift();
    return new Glyph[] {straight, hooked};
  }
}
