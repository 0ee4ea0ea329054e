import dev.rnn4j.it.Program

def lib = new File(basedir, 'app/target/lib')
def jar = { prefix -> new File(lib, Program.jars(lib).find { it.startsWith(prefix) }) }
def ours = "dev.rnn4j.optimizers.AdamOptimizer\$Provider (${jar('rnn-optimizers')})"
def theirs = "com.example.AdamOptimizer\$Provider (${jar('plug-in')})"
def outcome = Program.onClassPath('app.Main', new File(basedir, 'app/target/classes'), lib).run()
def message = { first, second ->
    "two providers have the optimizer name 'adam': $first and $second; take one of the two away, or rename it".toString()
}
outcome.failedWith(outcome.err().contains(message(ours, theirs)) ? message(ours, theirs) : message(theirs, ours))
