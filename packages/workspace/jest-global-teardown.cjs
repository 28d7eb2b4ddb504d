module.exports = async () => {
  await globalThis.callboardTestPostgres?.stop();
};
