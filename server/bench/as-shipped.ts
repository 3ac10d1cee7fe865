/** As `npm start` and the image run the product; libraries read it when they load, so this comes first. */
process.env.NODE_ENV ??= 'production'
