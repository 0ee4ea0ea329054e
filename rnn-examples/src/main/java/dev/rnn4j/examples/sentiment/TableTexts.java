package dev.rnn4j.examples.sentiment;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a table, a text and its label a row, separated by tabs, commas or semicolons. A header is optional: it counts
 * as one if it has a name of {@link Fields}. Without it, the label is the column whose values are labels, and of the
 * other columns the text is the one with the longest values.
 */
final class TableTexts {
    /** The rows by which a separator is chosen. */
    private static final int SAMPLE = 50;

    /** A character that no text file has: it takes the meaning from quotes. */
    private static final char NO_QUOTE = '\0';

    private final TextFile file;
    private final Gathered gathered;

    private TableTexts(TextFile file, Gathered gathered) {
        this.file = file;
        this.gathered = gathered;
    }

    static void read(TextFile file, Gathered gathered) {
        new TableTexts(file, gathered).read();
    }

    private void read() {
        char[] separators = separators();
        for (char separator : separators) {
            Optional<Columns> columns = columns(sample(separator));
            if (columns.isPresent()) {
                take(rows(separator), columns.get(), separator);
                return;
            }
        }
        if (!rows(separators[0]).isEmpty()) {
            throw file.bad("no column holds labels; give each row a text and its label, separated by a tab, a comma or "
                    + "a semicolon, and " + Fields.LABEL_ADVICE);
        }
    }

    private char[] separators() {
        boolean commas = file.name().toLowerCase(Locale.ROOT).endsWith(".csv");
        return commas ? new char[] {',', ';', '\t'} : new char[] {'\t', ',', ';'};
    }

    private List<Row> sample(char separator) {
        try {
            return parse(separator, separator == '\t' ? NO_QUOTE : '"', SAMPLE);
        } catch (CsvParseException e) {
            // Either the table has a flaw further on, which its own row tells better, or this is not the separator.
            return first(separator);
        }
    }

    private List<Row> first(char separator) {
        try {
            return parse(separator, '"', 1);
        } catch (CsvParseException e) {
            return List.of();
        }
    }

    /**
     * All rows. In the files that separate by tabs a quote is mostly just a quote, even at the start of a text, so it
     * has a meaning there only if the table does not come out even without it.
     */
    private List<Row> rows(char separator) {
        List<Row> plain = separator == '\t' ? parse(separator, NO_QUOTE, Integer.MAX_VALUE) : List.of();
        if (separator == '\t' && plain.stream().mapToInt(Row::width).distinct().count() <= 1) {
            return plain;
        }
        try {
            return parse(separator, '"', Integer.MAX_VALUE);
        } catch (CsvParseException e) {
            if (separator == '\t') {
                return plain;
            }
            String message = TextFile.shown(String.valueOf(e.getMessage()));
            throw (BadInputException)
                    file.bad("is not a table: " + message + "; close each quoted text, and double the quotes in it")
                            .initCause(e);
        }
    }

    private List<Row> parse(char separator, char quote, int limit) {
        List<Row> rows = new ArrayList<>();
        try (Reader reader = file.reader();
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator)
                        .quoteCharacter(quote)
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(reader)) {
            for (CsvRecord row : csv) {
                if (rows.size() == limit) {
                    break;
                }
                List<String> fields = row.getFields();
                if (fields.size() == 1 && fields.get(0).isBlank()) {
                    continue;
                }
                if (quote == NO_QUOTE) {
                    fields = fields.stream().map(TableTexts::unquoted).toList();
                }
                rows.add(new Row(row.getStartingLineNumber(), fields));
            }
        } catch (UncheckedIOException e) {
            throw file.unreadable(e.getCause());
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        return rows;
    }

    /** The text without the quotes around it, if all quotes within are doubled: then a program wrote them. */
    private static String unquoted(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        return inner.replace("\"\"", "").contains("\"") ? text : inner.replace("\"\"", "\"");
    }

    private Optional<Columns> columns(List<Row> sample) {
        if (sample.isEmpty() || sample.get(0).width() < 2) {
            return Optional.empty();
        }
        List<String> first = sample.get(0).fields().stream().map(Fields::name).toList();
        boolean header = first.stream().anyMatch(name -> Fields.TEXT.contains(name) || Fields.LABEL.contains(name))
                && first.stream().noneMatch(name -> Fields.label(name) != Fields.NO_LABEL);
        return header ? Optional.of(named(sample.get(0).line(), first)) : unnamed(sample);
    }

    private Columns named(long line, List<String> names) {
        int label = named(line, names, Fields.LABEL, "label");
        int text = named(line, names, Fields.TEXT, "text");
        String header = "no column of the header " + TextFile.quoted(String.join(", ", names));
        if (label < 0) {
            throw file.bad(line, header + " is the label; name it 'label', 'class' or 'sentiment'");
        }
        if (text < 0 && names.size() == 2) {
            text = 1 - label;
        }
        if (text < 0) {
            throw file.bad(line, header + " is the text; name it 'text', 'sentence' or 'review'");
        }
        return new Columns(names.size(), label, text, names.indexOf(Fields.GROUP), true);
    }

    /** The one column that has a name of the list, or -1. */
    private int named(long line, List<String> names, List<String> wanted, String role) {
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            if (wanted.contains(names.get(i))) {
                if (found >= 0) {
                    throw file.bad(
                            line,
                            "columns " + (found + 1) + " and " + (i + 1) + " are both named as the " + role
                                    + "; rename one");
                }
                found = i;
            }
        }
        return found;
    }

    private Optional<Columns> unnamed(List<Row> sample) {
        int width = sample.get(0).width();
        int[] labels = new int[width];
        long[] letters = new long[width];
        for (Row row : sample) {
            for (int i = 0; i < Math.min(width, row.width()); i++) {
                labels[i] += Fields.label(row.get(i)) == Fields.NO_LABEL ? 0 : 1;
                letters[i] += row.get(i).length();
            }
        }
        int label = 0;
        for (int i = 1; i < width; i++) {
            label = labels[i] > labels[label] ? i : label;
        }
        // Half is enough: if most values are labels, the others are better refused with their line than the column.
        if (2 * labels[label] < sample.size()) {
            return Optional.empty();
        }
        int text = label == 0 ? 1 : 0;
        for (int i = 0; i < width; i++) {
            text = i != label && letters[i] > letters[text] ? i : text;
            if (i != label && labels[i] == labels[label]) {
                throw file.bad("columns " + (Math.min(i, label) + 1) + " and " + (Math.max(i, label) + 1)
                        + " both hold labels; add a header line with the names 'label' and 'text'");
            }
        }
        return Optional.of(new Columns(width, label, text, -1, false));
    }

    private void take(List<Row> rows, Columns columns, char separator) {
        for (Row row : columns.header() ? rows.subList(1, rows.size()) : rows) {
            if (row.width() != columns.width()) {
                throw file.bad(
                        row.line(),
                        "the number of columns is " + row.width() + ", in the first row it is " + columns.width()
                                + "; put a text that holds a " + name(separator) + " in quotes");
            }
            String text = row.get(columns.text());
            if (Gathered.isEmpty(text)) {
                gathered.addEmpty();
            } else {
                String group = columns.group() < 0 ? "" : Fields.group(row.get(columns.group()));
                gathered.add(text, label(row, columns, rows.get(0)), group);
            }
        }
    }

    private int label(Row row, Columns columns, Row first) {
        String raw = row.get(columns.label());
        int label = Fields.label(raw);
        if (label == Fields.NO_LABEL) {
            String hint =
                    row.line() == first.line() ? "; or, if this is a header, name its columns 'label' and 'text'" : "";
            throw file.bad(
                    row.line(), "the label " + TextFile.quoted(raw) + " is no label; " + Fields.LABEL_ADVICE + hint);
        }
        return label;
    }

    private static String name(char separator) {
        return switch (separator) {
            case '\t' -> "tab";
            case ',' -> "comma";
            default -> "semicolon";
        };
    }

    /** A row and the line on which it starts. */
    private record Row(long line, List<String> fields) {
        int width() {
            return fields.size();
        }

        String get(int column) {
            return fields.get(column);
        }
    }

    /** How many columns there are, which are which (-1: none), and whether the first row names them. */
    private record Columns(int width, int label, int text, int group, boolean header) {}
}
