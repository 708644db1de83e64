import groovy.transform.Immutable

// A tour of the language: what a small script of a build or a report would use.
@Immutable
class Item {
    String name
    BigDecimal price
    int count
}

trait Discounted {
    BigDecimal discounted(BigDecimal price) { price * 0.9 }
}

class Shop implements Discounted {
    List<Item> items = []

    def leftShift(Item item) { items << item; this }

    BigDecimal total() { items.sum { it.price * it.count } }

    def methodMissing(String name, args) { "no ${name} for ${args.join(' ')}" }
}

def shop = new Shop()
shop << new Item('apple', 0.35, 12) << new Item('pear', 0.5, 3) << new Item('melon', 2.25, 1)
println "total ${shop.total()}, discounted ${shop.discounted(shop.total())}"
println shop.items.findAll { it.count > 1 }*.name.collect { it.capitalize() }.join(', ')
println shop.refund('apple', 2)
println shop.items.groupBy { it.price < 1 }.collectEntries { k, v -> [(k ? 'cheap' : 'dear'): v.size()] }

def fib = { n -> n < 2 ? n : call(n - 1) + call(n - 2) }.memoize()
println((0..10).collect(fib))
println((1..5).inject { a, b -> a * b } + ' ' + [3, 1, 2].sort().reverse() + ' ' + (1..10).step(3))

def text = '''\
    |one 1
    |two 22
    |three 333'''.stripMargin()
text.eachLine { line ->
    def m = line =~ /(\w+) (\d+)/
    if (m.matches()) println "${m.group(1).padRight(6)}|${m.group(2).padLeft(4)}"
}
switch (42) {
    case String: println 'text'; break
    case 40..50: println 'in the forties'; break
    default: println 'other'
}
String.metaClass.shout = { -> delegate.toUpperCase() + '!' }
println 'metaclass'.shout()
use(groovy.time.TimeCategory) { println 3.days }
println([a: 1, b: [2, 3]].toString() + ' ' + 'x'.with { it * 3 } + ' ' + (null ?: 'elvis') + ' ' + (null?.length()))
new File('out.txt').withWriter('UTF-8') { w -> shop.items.each { w.writeLine "${it.name}=${it.price}" } }
println new File('out.txt').readLines()
try { assert 1 + 1 == 3 } catch (AssertionError e) { println e.message.readLines()[0] }
println Eval.x(4, 'x * x + 1')
println args as List
