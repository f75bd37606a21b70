package io.lanewise.text;

import java.util.List;
import java.util.Locale;

/// Finds the name that somebody meant.
public final class Spelling {
  private Spelling() {}

  /// The name with the fewest changes of one letter, case aside; null if even that one is far.
  public static String nearest(String word, List<String> names) {
    String nearest = null;
    // A third of the letters wrong is still a slip; more is another word.
    int least = word.length() / 3 + 1;
    for (String name : names) {
      // The lengths alone may say that it is too far.
      if (Math.abs(name.length() - word.length()) > least) {
        continue;
      }
      int distance = distance(word.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least || distance == least && nearest == null) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  /// Levenshtein's distance: the fewest letters to insert, remove or replace.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], diagonal));
      }
    }
    return row[b.length()];
  }
}
