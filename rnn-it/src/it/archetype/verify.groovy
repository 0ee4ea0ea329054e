def log = new File(basedir, 'build.log').text

// A project of each kind, built without a warning; each with the tests of its contract and one by name.
def builds = log.substring(log.indexOf('Building my-optimizer'), log.indexOf('Reactor Summary'))
assert !builds.contains('WARN')
['optimizer', 'cell', 'activation', 'loss'].each { kind ->
    def type = kind.capitalize()
    def home = new File(basedir, "my-$kind")
    def folder = ['optimizer': 'com/example', 'loss': 'com/example/losses'].getOrDefault(kind, "com/example/${kind}s".toString())
    def module = folder.replace('/', '.')
    assert new File(home, "src/main/java/$folder/My${type}.java").isFile()
    assert new File(home, "src/main/java/module-info.java").text.contains("module $module {")
    assert new File(home, "src/main/resources/META-INF/services/dev.rnn4j.api.${type}Provider").text.trim() ==
            "${module}.My${type}\$Provider"
    assert new File(home, 'README.md').text.contains("`my-$kind`")
    assert !new File(home, 'kinds').exists()
    def reports = new File(home, 'target/surefire-reports').listFiles().findAll { it.name.endsWith('.txt') }
    assert reports*.name.sort() == ["${module}.My${type}ByNameTest.txt", "${module}.My${type}Test.txt"].collect { it.toString() }
    assert reports.every { it.text.contains('Failures: 0, Errors: 0, Skipped: 0') && !it.text.contains('Tests run: 0') }
    home.eachFileRecurse { file ->
        if (file.name.endsWith('.java') || file.name.endsWith('.md')) {
            assert !file.text.contains('#set') && !file.text.contains('#if') && !(file.text =~ /\$\{/)
        }
    }
}

// What cannot be is refused, and leaves nothing behind.
assert log.contains("kind is 'optimiser', but must be optimizer, cell, activation or loss: give -Dkind=cell, for example")
assert log.contains("pluginName is 'My_Cell', but must be lower-case words joined by hyphens")
assert log.contains("className is 'cell', but must be the name of a new class")
assert log.contains("package is 'com.new', but must be a Java package of your own")
assert !new File(basedir, 'bad-kind').exists()
assert !new File(basedir, 'bad-names').exists()
