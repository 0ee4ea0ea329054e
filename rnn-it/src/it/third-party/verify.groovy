import dev.rnn4j.it.Program

def app = new File(basedir, 'app/target/classes')
def lib = new File(basedir, 'app/target/lib')
def file = new File(basedir, 'target/network.safetensors')
file.parentFile.mkdirs()
Program.onClassPath('app.Main', app, lib).run('learn', file).printed('2 came first\n')
Program.onModulePath('app/app.Main', app, lib).run('read', file).printed('2 came first\n')

// The file names a cell that nobody has any more.
assert new File(lib, 'plug-ins-1.0.jar').delete()
Program.onClassPath('app.Main', app, lib).run('read', file).failedWith(
        "no cell is named 'leaky'. There are: simple; for others add dev.rnn4j:rnn-cells, or the jar that provides it")
