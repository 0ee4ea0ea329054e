package dev.rnn4j.examples.caption;

import java.util.List;

/**
 * How many captions are right.
 *
 * @param captions how many there are
 * @param right the part that is right word for word
 * @param words the part of the words that stand where they should, out of the longer of the two captions
 */
record Scores(int captions, double right, double words) {
    /** Measures what was written for pictures. */
    static Scores of(List<Captioned> pictures, List<List<String>> written) {
        int right = 0;
        long inPlace = 0;
        long places = 0;
        for (int i = 0; i < pictures.size(); i++) {
            List<String> given = pictures.get(i).words();
            List<String> said = written.get(i);
            right += given.equals(said) ? 1 : 0;
            for (int place = 0; place < Math.min(given.size(), said.size()); place++) {
                inPlace += given.get(place).equals(said.get(place)) ? 1 : 0;
            }
            places += Math.max(given.size(), said.size());
        }
        return new Scores(pictures.size(), (double) right / pictures.size(), (double) inPlace / places);
    }

    /** The mean of several. */
    static Scores mean(List<Scores> all) {
        return new Scores(
                all.get(0).captions(),
                all.stream().mapToDouble(Scores::right).average().orElse(0),
                all.stream().mapToDouble(Scores::words).average().orElse(0));
    }
}
