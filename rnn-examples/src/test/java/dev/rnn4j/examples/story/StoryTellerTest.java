package dev.rnn4j.examples.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Stories are read here by their text alone, with names and genders written down once more. */
class StoryTellerTest {
    private static final Set<String> MEN = Set.of("Bob", "Tom", "Sam");
    private static final Set<String> WOMEN = Set.of("Lisa", "Anna", "Mary");

    /** Who did what is asked, and how many words follow it, for each clause that says so. */
    private record Found(String person, int wordsAfter) {}

    private static List<Found> read(String text, String asked) {
        List<Found> found = new ArrayList<>();
        int wordsLeft = text.split(" ").length;
        for (String sentence : text.split("\\. ?")) {
            String[] subjects = sentence.split(" and ");
            for (int i = 0; i < subjects.length; i++) {
                String clause = subjects[i];
                wordsLeft -= clause.split(" ").length + (i > 0 ? 1 : 0);
                if (clause.endsWith(" " + asked)) {
                    String subject = clause.substring(0, clause.length() - asked.length() - 1);
                    found.add(new Found(person(subject, subjects[0]), wordsLeft));
                }
            }
        }
        return found;
    }

    /** The subject itself, or the only person of its gender in the clause before. */
    private static String person(String subject, String before) {
        if (MEN.contains(subject) || WOMEN.contains(subject)) {
            return subject;
        }
        Set<String> gender = subject.equals("he") ? MEN : WOMEN;
        List<String> candidates =
                Arrays.stream(before.split(" ")).filter(gender::contains).toList();
        assertEquals(1, candidates.size(), subject + " after " + before);
        return candidates.get(0);
    }

    private static void check(Story story) {
        String asked = story.question().replaceAll("^Who |\\?$", "");
        assertEquals(List.of(new Found(story.answer(), story.distance())), read(story.text(), asked), story.toString());
    }

    @Property(seed = "1", tries = 300)
    void theAnswerIsTheOnlyPersonWhoDoesItAndTheDistanceIsTheWordsBehind(
            @ForAll long seed, @ForAll @IntRange(max = 80) int words) {
        List<Story> stories = new StoryTeller(seed).atLeast(words);
        assertEquals(StoryTeller.FACTS, stories.size());
        stories.forEach(StoryTellerTest::check);
        assertTrue(stories.stream().anyMatch(story -> story.distance() >= words), stories.toString());
    }

    @Property(seed = "2", tries = 100)
    void plainStoriesAreTrueToo(@ForAll long seed) {
        List<Story> stories = new StoryTeller(seed).plain();
        stories.forEach(StoryTellerTest::check);
        assertEquals(0, stories.get(stories.size() - 1).distance());
    }

    @Property(seed = "3", tries = 100)
    void aDistanceIsWithinWhatIsAskedFor(@ForAll long seed, @ForAll @IntRange(max = 70) int from) {
        Story story = new StoryTeller(seed).between(from, from + 7);
        check(story);
        assertTrue(story.distance() >= from && story.distance() <= from + 7, story.toString());
    }

    @Test
    void theSameSeedTellsTheSame() {
        assertEquals(new StoryTeller(5).atLeast(30), new StoryTeller(5).atLeast(30));
    }

    @Test
    void theNotesSentencesAndQuestionsAreAmongThoseTold() {
        Set<String> told = new HashSet<>();
        StoryTeller teller = new StoryTeller(1);
        for (int i = 0; i < 20_000; i++) {
            for (Story story : teller.atLeast(5)) {
                told.addAll(List.of(story.text().split("(?<=\\.) ")));
                told.add(story.question());
            }
        }
        Stream.concat(Stream.of(StoryCommand.NOTE.split("(?<=\\.) ")), StoryCommand.NOTE_QUESTIONS.stream())
                .forEach(sentence -> assertTrue(told.contains(sentence), sentence));
    }

    @Test
    void allPersonsAreAnswersAboutAsOften() {
        StoryTeller teller = new StoryTeller(3);
        List<String> answers = Stream.generate(() -> teller.between(10, 19).answer())
                .limit(1200)
                .toList();
        for (String person : Lexicon.PERSONS) {
            long often = answers.stream().filter(person::equals).count();
            assertTrue(often > 140 && often < 260, person + " " + often); // 200 expected, the deviation is 13
        }
    }
}
