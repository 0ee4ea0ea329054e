package dev.rnn4j.core.generate;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Lets a network write tokens: it reads a prompt, a token is chosen from its probabilities, which it reads next, and so
 * on to the end token or the maximum length.
 *
 * <pre>{@code
 * Generator generator = Generator.builder(network).temperature(0.8).nucleus(0.95).endToken(0).seed(1).build();
 * List<Integer> written = generator.generate(Series.tokens(3, 1)).tokens();
 * }</pre>
 *
 * <p>The network reads tokens, has as many outputs as tokens, and its output activation is softmax, log-softmax or none. Of
 * an encoder-decoder this holds for the decoder; it is given a source instead of a prompt, and writes what its decoder makes
 * of it.
 *
 * <p>Immutable; several threads may use one generator while the network is not being trained.
 */
public final class Generator {
    private final TokenModel model;
    private final Rules rules;
    private final Sampling sampling;
    private final BeamSearch beams;
    private final long seed;

    private Generator(Builder b) {
        this.model = b.model;
        this.rules = new Rules(b.endToken, b.maximumLength, List.copyOf(b.constraints));
        this.sampling = b.draws ? new Sampling(b.temperature, b.topK, b.nucleus) : null;
        this.beams = b.beam == 0 ? null : new BeamSearch(b.beam, b.lengthPenalty, rules);
        this.seed = b.seed;
    }

    /**
     * Starts with the likeliest token at every step, and at most 1000 of them.
     *
     * @throws BadInputException if the network does not read tokens or does not tell how likely each is to follow
     */
    public static Builder builder(Network network) {
        return new Builder(
                network.model().use().encoder() == null ? new NetworkTokens(network) : new DecoderTokens(network));
    }

    static Builder builder(TokenModel model) {
        return new Builder(model);
    }

    /**
     * Writes one sequence; of beam search the best. The same prompt and seed give the same tokens.
     *
     * @param prompt at least one token, which the network reads first; for an encoder-decoder the source
     */
    public Generated generate(Series prompt) {
        return generate(prompt, 1).get(0);
    }

    /**
     * Writes several sequences: of beam search the best ones, best first, fewer if it found fewer; else independent draws,
     * of which the first is that of {@link #generate(Series)}.
     *
     * @param count at least 1, at most the beam's width; 1 if nothing is drawn
     */
    public List<Generated> generate(Series prompt, int count) {
        if (count < 1) {
            throw new BadInputException("generate " + count + " sequences: it writes at least 1");
        }
        if (beams != null) {
            if (count > beams.width()) {
                throw new BadInputException("generate " + count + " sequences with a beam of " + beams.width()
                        + ": it finds as many as it is wide; make it wider");
            }
            List<Generated> found = beams.run(model.begin(prompt));
            return List.copyOf(found.subList(0, Math.min(count, found.size())));
        }
        if (sampling == null && count > 1) {
            throw new BadInputException(
                    "generate " + count + " sequences of the likeliest tokens: they would all be the"
                            + " same; set a temperature, or a beam");
        }
        List<Generated> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(walk(prompt, i).all());
        }
        return List.copyOf(all);
    }

    /**
     * The tokens of {@link #generate(Series)} one by one: each is computed when it is asked for.
     *
     * @throws BadInputException with beam search, which does not know its first token before the last
     */
    public PrimitiveIterator.OfInt iterator(Series prompt) {
        if (beams != null) {
            throw new BadInputException(
                    "beam search cannot give its tokens one by one: it knows the first only with the last; use generate");
        }
        return walk(prompt, 0);
    }

    /** {@link #iterator} as a stream of the JDK. */
    public IntStream stream(Series prompt) {
        return StreamSupport.intStream(
                Spliterators.spliteratorUnknownSize(iterator(prompt), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    private Walk walk(Series prompt, int number) {
        Draws draws = Draws.of(seed, "generate").at(number);
        Walk.Choice choice = sampling == null
                ? (p, place) -> Sampling.likeliest(p)
                : (p, place) -> sampling.draw(p, draws.uniform(place));
        return new Walk(model.begin(prompt), rules, choice);
    }

    /** What a generator is told. */
    public static final class Builder {
        private TokenModel model;
        private final List<Constraint> constraints = new ArrayList<>();
        private boolean draws;
        private double temperature = 1;
        private int topK = Integer.MAX_VALUE;
        private double nucleus = 1;
        private int beam;
        private double lengthPenalty;
        private int endToken;
        private int maximumLength = 1000;
        private long seed;

        Builder(TokenModel model) {
            this.model = model;
            this.endToken = model.endToken().orElse(Rules.NO_END);
        }

        /**
         * Lets every sequence start from given states and read the prompt from there, such as the {@code state().tensors()}
         * of a stream.
         *
         * @param states {@code [width]} by public name; where absent learned ones, else zeros
         * @throws BadInputException if the network has no such states, or is an encoder-decoder, which starts from its source
         */
        public Builder states(Map<String, Tensor> states) {
            model = model.from(states);
            return this;
        }

        /** Draws tokens, with probabilities p^(1/temperature) made to add up to 1 again: below 1 the likely become likelier. */
        public Builder temperature(double newTemperature) {
            if (!(newTemperature > 0 && Double.isFinite(newTemperature))) {
                throw new BadInputException("the temperature is " + newTemperature
                        + ": it has to be above 0; leave it out for the likeliest token at every step");
            }
            temperature = newTemperature;
            draws = true;
            return this;
        }

        /** Draws among the {@code k} likeliest tokens only (Fan et al. 2018). */
        public Builder topK(int k) {
            if (k < 1) {
                throw new BadInputException("topK(" + k + "): it has to keep at least 1 token");
            }
            topK = k;
            draws = true;
            return this;
        }

        /**
         * Draws among the smallest set of the likeliest tokens whose probabilities, after the temperature and among the
         * {@link #topK} likeliest, add up to {@code p} (Holtzman et al. 2020).
         */
        public Builder nucleus(double p) {
            if (!(p > 0 && p <= 1)) {
                throw new BadInputException("nucleus(" + p + "): it is a probability above 0, at most 1, such as 0.9");
            }
            nucleus = p;
            draws = true;
            return this;
        }

        /** Searches for the likeliest sequence, with so many kept at each step; 1 is the likeliest token at each. */
        public Builder beam(int width) {
            if (width < 1) {
                throw new BadInputException("beam(" + width + "): it has to keep at least 1 sequence");
            }
            beam = width;
            return this;
        }

        /**
         * Ranks the sequences that a beam search ends with by log-probability over {@code ((5 + length) / 6)^alpha} (Wu et
         * al. 2016, equation 14); 0, which is no penalty, unless said. Above 0 it favours longer ones.
         */
        public Builder lengthPenalty(double alpha) {
            if (!(alpha >= 0 && Double.isFinite(alpha))) {
                throw new BadInputException("lengthPenalty(" + alpha + "): it has to be 0 or more, such as 0.6");
            }
            lengthPenalty = alpha;
            return this;
        }

        /** The token after which a sequence is complete; without one all get their maximum length. */
        public Builder endToken(int token) {
            if (token < 0 || token >= model.tokens()) {
                throw new BadInputException("the end token " + token + " is outside 0 to " + (model.tokens() - 1)
                        + ": take one of the network's tokens");
            }
            endToken = token;
            return this;
        }

        /** How many tokens are written at most, the end token counted; 1000 unless said. */
        public Builder maximumLength(int length) {
            if (length < 1) {
                throw new BadInputException("maximumLength(" + length + "): it has to be at least 1");
            }
            maximumLength = length;
            return this;
        }

        /** A further rule on what may be written. */
        public Builder constraint(Constraint constraint) {
            if (constraint instanceof TokenSet set) {
                set.check(model.tokens());
            }
            constraints.add(constraint);
            return this;
        }

        /** The same seed draws the same tokens; 0 unless said. */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * The generator.
         *
         * @throws BadInputException if a beam search is to draw, or a length penalty has no beam search
         */
        public Generator build() {
            if (beam > 0 && draws) {
                throw new BadInputException(
                        "a beam search draws nothing: leave out either beam, or temperature, topK and" + " nucleus");
            }
            if (beam == 0 && lengthPenalty > 0) {
                throw new BadInputException("lengthPenalty ranks what a beam search finds: set beam as well");
            }
            return new Generator(this);
        }
    }
}
