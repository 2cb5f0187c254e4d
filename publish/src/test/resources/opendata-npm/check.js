// Reads a package as the Frictionless libraries do: its descriptor, its schemas, and every row.
// Usage: node check.js DIRECTORY; prints what is wrong, a line each, and ends with 1 if anything is.
const path = require('path');
const { Package } = require('datapackage');
const { Schema } = require('tableschema');

async function main(directory) {
  const problems = [];
  const all = await Package.load(path.join(directory, 'datapackage.json'), { basePath: directory });
  all.errors.forEach((error) => problems.push(`datapackage.json: ${error.message}`));
  for (const resource of all.resources) {
    resource.errors.forEach((error) => problems.push(`${resource.name}: ${error.message}`));
    const file = path.join(directory, 'schemas', `${resource.name}.schema.json`);
    const schema = await Schema.load(require(file));
    schema.errors.forEach((error) => problems.push(`${file}: ${error.message}`));
    try {
      const rows = await resource.read({ keyed: true });
      console.log(`${resource.name} ${rows.length}`);
    } catch (error) {
      const several = error.multiple ? error.errors : [error];
      several.forEach((one) => problems.push(`${resource.name}: ${one.message}`));
    }
  }
  problems.forEach((problem) => console.log(`problem: ${problem}`));
  process.exit(problems.length > 0 ? 1 : 0);
}

main(path.resolve(process.argv[2])).catch((error) => {
  console.log(`problem: ${error.stack}`);
  process.exit(1);
});
