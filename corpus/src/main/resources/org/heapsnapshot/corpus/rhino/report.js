// What a Rhino program typically touches: closures, JSON, regular expressions, sorting, typed
// arrays, generators, exceptions, destructuring and Java objects.
var BigDecimal = java.math.BigDecimal;
importPackage(java.util);

function counter(step) {
  var total = 0;
  return {
    add: function () {
      total += step;
      return total;
    },
    reset: () => (total = 0),
  };
}

var a = counter(2);
var b = counter(10);
a.add();
a.add();
b.add();
print("closures " + a.add() + " " + b.add());

var orders = JSON.parse(
  '[{"id":3,"who":"Ada","items":[1.5,2]},{"id":1,"who":"Grace","items":[]},' +
    '{"id":2,"who":"Édith","items":[0.1,0.2]}]'
);
orders.sort((x, y) => x.id - y.id);
for (let { id, who, items } of orders) {
  let sum = items.reduce((s, x) => s.add(new BigDecimal(String(x))), BigDecimal.ZERO);
  print(id + " " + who + " " + sum.toPlainString());
}
print(JSON.stringify({ n: orders.length, nested: { list: [1, "two", null, true] } }, null, 1));

var text = "2024-03-01 start; 2024-12-24 end; not 99-1-1";
print(text.replace(/(\d{4})-(\d{2})-(\d{2})/g, "$3.$2.$1"));
print(text.match(/[a-z]+(?=;)/gi).join("|"));

var map = new TreeMap(Collections.reverseOrder());
["pear", "apple", "fig"].forEach((name, i) => map.put(name, java.lang.Integer.valueOf(i)));
print(map + " " + map.firstKey().length());
var runnable = new java.lang.Runnable({ run: () => print("called from Java") });
runnable.run();

function* fibonacci() {
  let [x, y] = [0, 1];
  while (true) {
    yield x;
    [x, y] = [y, x + y];
  }
}
var first = [];
for (let n of fibonacci()) {
  if (n > 100) break;
  first.push(n);
}
print("generator " + first);

try {
  null.field;
} catch (e) {
  print(e.name + ": " + (e instanceof TypeError));
}
try {
  new ArrayList().get(7);
} catch (e) {
  print(e.javaException.getClass().getName());
}
print(new Date(Date.UTC(2024, 1, 29)).toISOString());
print([10, 9, 1].sort() + " " + [3, 1, 2].sort((p, q) => q - p) + " " + "straße".toUpperCase());
print(new Set([1, 1, 2]).size + " " + new Map([["k", "v"]]).get("k") + " " + parseInt("ff", 16));
print((0.1 + 0.2).toFixed(10) + " " + (255).toString(2) + " " + arguments.join(","));
quit(arguments.length > 1 ? orders.length : 0);
