import dev.rnn4j.it.Program

Program.jar(new File(basedir, 'target/fat-jar-1.0.jar'))
        .run(new File(basedir, 'target/network.safetensors'))
        .printed('2 came first\n')
