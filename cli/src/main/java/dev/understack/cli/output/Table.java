package dev.understack.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table in aligned columns, as kubectl prints it. */
public final class Table {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row with one cell per column. */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Prints the header and all rows; two spaces between columns. */
  public void print(PrintStream out) {
    int[] widths = new int[header.size()];
    widen(widths, header);
    rows.forEach(row -> widen(widths, row));
    line(out, widths, header);
    rows.forEach(row -> line(out, widths, row));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  private static void widen(int[] widths, List<String> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private static void line(PrintStream out, int[] widths, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    out.println(line.toString().stripTrailing());
  }
}
