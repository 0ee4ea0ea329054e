package dev.rnn4j.examples.forecast;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.data.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads a series from a text in UTF-8: a number in each line, or a table with tabs, semicolons or commas between its columns,
 * with or without a header. A series has no gaps: what is missing is refused.
 *
 * @param column the name of the column; empty without a header
 */
record SeriesFile(String column, double[] values) {
    private static final int MOST_MEGABYTES = 64;
    private static final int SHOWN = 40;

    /** Of a table, not of Java: no {@code 1f}, no {@code NaN}. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

    /** A row and the line on which it starts. */
    private record Row(long line, List<String> fields) {
        boolean isEmpty() {
            return fields.size() == 1 && fields.get(0).isBlank();
        }
    }

    /**
     * Reads one column.
     *
     * @param column its name in the header or its number, counted from 1; null if there is only one that holds numbers
     */
    static SeriesFile read(Path file, String column) {
        List<Row> rows = rows(file);
        while (!rows.isEmpty() && rows.get(rows.size() - 1).isEmpty()) {
            rows.remove(rows.size() - 1);
        }
        if (rows.isEmpty()) {
            throw new BadInputException(oneLine(file) + " holds no numbers; give a file with a number in each line");
        }
        List<String> first = rows.get(0).fields();
        boolean header = first.stream().noneMatch(SeriesFile::isNumber);
        List<Row> body = header ? rows.subList(1, rows.size()) : rows;
        for (Row row : body) {
            if (row.isEmpty()) {
                throw bad(
                        file,
                        row.line(),
                        "is empty; a series has a number at every time, so fill the gap or begin" + " behind it");
            }
            if (row.fields().size() != first.size()) {
                throw bad(
                        file,
                        row.line(),
                        "has " + row.fields().size() + " columns, the first line has " + first.size()
                                + "; each line has as many");
            }
        }
        int index = index(file, column, first, header, body);
        double[] values = body.stream()
                .mapToDouble(row -> number(file, row, index, first.size()))
                .toArray();
        return new SeriesFile(header ? first.get(index) : "", values);
    }

    private static int index(Path file, String column, List<String> first, boolean header, List<Row> body) {
        if (column != null) {
            if (header && first.contains(column)) {
                return first.indexOf(column);
            }
            if (column.matches("[1-9]\\d{0,5}") && Integer.parseInt(column) <= first.size()) {
                return Integer.parseInt(column) - 1;
            }
            throw new BadInputException(oneLine(file) + " has no column " + quoted(column) + "; it has "
                    + (header ? oneLine(String.join(", ", first)) : "no header and " + first.size() + " columns"));
        }
        if (first.size() == 1) {
            return 0;
        }
        List<Integer> numeric = IntStream.range(0, first.size())
                .filter(i -> body.stream().anyMatch(row -> isNumber(row.fields().get(i))))
                .boxed()
                .toList();
        if (numeric.size() != 1) {
            throw new BadInputException(oneLine(file) + " has " + numeric.size() + " columns with numbers among "
                    + (header ? oneLine(String.join(", ", first)) : first.size() + " without a header")
                    + "; choose one with --column");
        }
        return numeric.get(0);
    }

    private static double number(Path file, Row row, int index, int columns) {
        String field = row.fields().get(index);
        if (!isNumber(field)) {
            throw bad(
                    file,
                    row.line(),
                    (columns == 1 ? "" : "column " + (index + 1) + " ") + "is " + quoted(field)
                            + " where a finite number with a point for its fraction has to be; a series has no gaps, so"
                            + " fill them or begin behind them");
        }
        return Double.parseDouble(field.strip());
    }

    private static boolean isNumber(String field) {
        String text = field.strip();
        return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }

    private static List<Row> rows(Path file) {
        String text = text(file);
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        char separator = first.contains("\t") ? '\t' : first.contains(";") ? ';' : ',';
        List<Row> rows = new ArrayList<>();
        try {
            for (CsvRecord row : CsvReader.builder()
                    .fieldSeparator(separator)
                    .skipEmptyLines(false)
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)) {
                rows.add(new Row(row.getStartingLineNumber(), row.getFields()));
            }
        } catch (CsvParseException e) {
            throw new BadInputException(
                    oneLine(file) + " is not a table: " + oneLine(String.valueOf(e.getMessage()))
                            + "; close each quoted text, and double the quotes in it",
                    e);
        }
        return rows;
    }

    private static String text(Path file) {
        TextFile lines = TextFile.of(file);
        if (file.toFile().length() > (long) MOST_MEGABYTES << 20) {
            throw new BadInputException(oneLine(file) + " has more than " + MOST_MEGABYTES + " MB; give its end alone");
        }
        if (!Files.isReadable(file)) {
            throw new BadInputException(oneLine(file) + " cannot be read; check that it may be opened");
        }
        StringBuilder text = new StringBuilder();
        lines.pieces().forEach(text::append);
        return text.toString();
    }

    private static BadInputException bad(Path file, long line, String what) {
        return new BadInputException(oneLine(file) + ", line " + line + " " + what);
    }

    private static String quoted(String text) {
        return "'" + oneLine(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
    }

    private static String oneLine(Object text) {
        return text.toString().replaceAll("[\\p{Cntrl}\u0085\u2028\u2029]", " ");
    }
}
