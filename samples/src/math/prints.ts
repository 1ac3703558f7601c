// expect: suspicious/noConsole
console.log('step');
