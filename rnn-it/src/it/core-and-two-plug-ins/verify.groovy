import dev.rnn4j.it.Program

def found = Program.jars(new File(basedir, 'target/lib')).collect { it.replaceAll(/-[0-9].*/, '') }
def expected = ['commons-math3', 'error_prone_annotations', 'failureaccess', 'guava', 'j2objc-annotations', 'jackson-core',
        'jspecify', 'listenablefuture', 'rnn-activations', 'rnn-api', 'rnn-cells', 'rnn-core']
assert found == expected

Program.onClassPath('app.Main', new File(basedir, 'target/classes'), new File(basedir, 'target/lib'))
        .run()
        .failedWith("no optimizer is named 'adam', for none is installed: add dev.rnn4j:rnn-optimizers, or the jar that"
                + ' provides it')
