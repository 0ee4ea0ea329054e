// Checks the properties, then keeps the files of the kind that was chosen. Maven checks only what it asks for itself.

import java.nio.file.Files
import java.nio.file.Path

Path project = Path.of(request.outputDirectory).resolve(request.artifactId)
def given = { String name -> request.properties.getProperty(name) }

String kind = given('kind')
String className = given('className')
String name = given('pluginName')
String packageName = request.getPackage()

def words = ['abstract', 'assert', 'boolean', 'break', 'byte', 'case', 'catch', 'char', 'class', 'const', 'continue',
        'default', 'do', 'double', 'else', 'enum', 'extends', 'false', 'final', 'finally', 'float', 'for', 'goto', 'if',
        'implements', 'import', 'instanceof', 'int', 'interface', 'long', 'native', 'new', 'null', 'package', 'private',
        'protected', 'public', 'return', 'short', 'static', 'strictfp', 'super', 'switch', 'synchronized', 'this', 'throw',
        'throws', 'transient', 'true', 'try', 'void', 'volatile', 'while', '_']
def imported = ['List', 'Override', 'String', 'Provider', 'Setting', 'Settings', 'Value', 'Update', 'Step',
        'Optimizer', 'Cell', 'Activation', 'Loss',
        'OptimizerProvider', 'CellProvider', 'ActivationProvider', 'LossProvider']

def mistakes = []
if (!(kind in ['optimizer', 'cell', 'activation', 'loss'])) {
    mistakes << "kind is '$kind', but must be optimizer, cell, activation or loss: give -Dkind=cell, for example"
}
if (!(name ==~ /[a-z][a-z0-9]*(-[a-z0-9]+)*/)) {
    mistakes << "pluginName is '$name', but must be lower-case words joined by hyphens: give -DpluginName=my-own, for example"
}
if (!(className ==~ /[A-Z][A-Za-z0-9]*/) || className in imported) {
    mistakes << "className is '$className', but must be the name of a new class: give -DclassName=MyOwnOptimizer, for example"
}
if (!(packageName ==~ /[a-z][A-Za-z0-9_]*(\.[a-z][A-Za-z0-9_]*)*/) || packageName.split(/\./).any { it in words }
        || packageName ==~ /(java|javax|dev\.rnn4j)(\..*)?/) {
    mistakes << "package is '$packageName', but must be a Java package of your own: give -Dpackage=com.example, for example"
}
if (mistakes) {
    // What was there before stays.
    project.resolve('kinds').toFile().deleteDir()
    ['pom.xml', 'README.md', 'src/main/java/module-info.java', 'src/main/resources/META-INF/services/provider',
            'src/test/resources/junit-platform.properties'].each { file ->
        Path path = project.resolve(file)
        Files.deleteIfExists(path)
        for (Path folder = path.parent; folder.startsWith(project) && folder.toFile().list()?.length == 0; folder = folder.parent) {
            Files.delete(folder)
        }
    }
    throw new IllegalArgumentException('Nothing was made. ' + mistakes.join('; '))
}

Path packageFolder = Path.of(packageName.replace('.', '/'))
def move = { String from, Path to ->
    Files.createDirectories(to.parent)
    Files.move(project.resolve(from), to)
}
move("kinds/$kind/Plugin.java", project.resolve('src/main/java').resolve(packageFolder).resolve("${className}.java"))
move('kinds/package-info.java', project.resolve('src/main/java').resolve(packageFolder).resolve('package-info.java'))
Path tests = project.resolve('src/test/java').resolve(packageFolder)
move("kinds/$kind/PluginTest.java", tests.resolve("${className}Test.java"))
move("kinds/$kind/PluginByNameTest.java", tests.resolve("${className}ByNameTest.java"))
Path services = project.resolve('src/main/resources/META-INF/services')
move('src/main/resources/META-INF/services/provider', services.resolve("dev.rnn4j.api.${kind.capitalize()}Provider"))
project.resolve('kinds').toFile().deleteDir()
