module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The typed client's methods are named like HTTP's.
    'new-cap': [
      'error',
      { capIsNewExceptions: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] },
    ],
  },
});
