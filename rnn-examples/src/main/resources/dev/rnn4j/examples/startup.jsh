import dev.rnn4j.api.*;
import dev.rnn4j.core.*;
import dev.rnn4j.core.data.*;
import dev.rnn4j.core.generate.*;
import dev.rnn4j.core.network.*;
import dev.rnn4j.core.network.Stream;
import dev.rnn4j.core.registry.*;
import dev.rnn4j.core.train.*;
import dev.rnn4j.core.unroll.*;
import dev.rnn4j.activations.*;
import dev.rnn4j.cells.*;
import dev.rnn4j.losses.*;
import dev.rnn4j.optimizers.*;
import java.nio.file.*;
import java.util.*;
void println(Object what) { System.out.println(what); }
