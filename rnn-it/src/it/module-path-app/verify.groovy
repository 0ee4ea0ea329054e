import dev.rnn4j.it.Program

Program.onModulePath('app/app.Main', new File(basedir, 'target/classes'), new File(basedir, 'target/lib'))
        .run(new File(basedir, 'target/network.safetensors'))
        .printed('module app: 2 came first\n')
